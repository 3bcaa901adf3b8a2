// What only Pyodide can do of the making of the browser's Python, run in Node.js:
//
//   node build.mjs compile JOB.json   .py → .pyc of its own Python; and see what is imported
//   node build.mjs check JOB.json     start what was made, as the page's worker does
//
// Prints one line of JSON, or one line on stderr. Nothing is fetched: every path is a local file.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const bytes = (file) => new Uint8Array(fs.readFileSync(file)); // Pyodide refuses a Buffer

async function boot(folder, lockFileContents) {
  const { loadPyodide } = await import(pathToFileURL(path.join(folder, "pyodide.mjs")));
  const said = [];
  const py = await loadPyodide({
    indexURL: folder,
    packageBaseUrl: folder, // never a network
    lockFileContents,
    stdout: () => {},
    stderr: (line) => said.push(line),
  });
  py.runPython(HELPERS);
  return { py, said, call: (name, ...given) => py.globals.get(name)(...given) };
}

// Stored, not deflated: the server's gzip does better on the whole than zip on each file, and
// the page's Python has nothing to inflate.
const HELPERS = `
import importlib.util, json, sys, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

class Asked:
    "Sees every module that is looked for: one that fails half-way was needed too."
    names = set()

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        cls.names.add(name)

sys.meta_path.insert(0, Asked)

def imported():
    return json.dumps(sorted(Asked.names.union(sys.modules)))

def import_all(names):
    "Import them; gives what could not be, with the cause."
    failed = {}
    for name in json.loads(names):
        try:
            importlib.import_module(name)
        except Exception as error:
            failed[name] = f"{type(error).__name__}: {error}"
    return json.dumps(failed)

def rehearse(source):
    given = {}
    exec(compile(source, "rehearsal.py", "exec", dont_inherit=True), given)
    return json.dumps(given["rehearse"]())

def compile_archive(source, target, optimize):
    "Each .py becomes a .pyc that is never checked against a source; other files are kept."
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w") as made:
        for name in sorted(given.namelist()):
            content = given.read(name)
            if name.endswith(".py"):
                code = compile(content, name, "exec", dont_inherit=True, optimize=optimize)
                content = bytes(_code_to_hash_pyc(code, importlib.util.source_hash(content), False))
                name += "c"
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
`;

async function compile({ pyodide, archives, rooms, always, packages, rehearsal }) {
  const lock = path.join(pyodide, "pyodide-lock.json");
  const { info } = JSON.parse(fs.readFileSync(lock, "utf8"));
  const { py, call } = await boot(pyodide, { info, packages: {} });
  for (const { source, target, optimize } of archives) {
    py.FS.writeFile("/in.zip", bytes(source));
    call("compile_archive", "/in.zip", "/out.zip", optimize);
    fs.writeFileSync(target, py.FS.readFile("/out.zip"));
  }
  const importAll = (names) => JSON.parse(call("import_all", JSON.stringify(names)));
  const imported = () => JSON.parse(call("imported"));

  // Without the packages yet: a module of ours that needs one is not needed by a verdict.
  py.unpackArchive(bytes(rooms.archive), "zip");
  const failed = importAll([...always, ...rooms.modules]);
  const start = imported();
  for (const archive of packages) py.unpackArchive(bytes(archive), "zip");
  const failed_with_packages = importAll(Object.keys(failed));
  call("rehearse", rehearsal);
  const python = py.runPython("sys.version.split()[0]");
  return { python, failed, failed_with_packages, start, take_home: imported() };
}

async function check({ runtime, modules, rehearsal, on_demand }) {
  const lock = await import(pathToFileURL(path.join(runtime, "lock.mjs")));
  const { py, said, call } = await boot(runtime, lock.default);
  py.unpackArchive(bytes(path.join(runtime, "socialise.zip")), "zip");
  const judge = py.pyimport("browser_judge");
  const finder = judge.start((name) => bytes(path.join(runtime, name)));
  const fetched = () => finder.fetched.toJs();

  const importAll = (names) => JSON.parse(call("import_all", JSON.stringify(names)));
  const started = { failed: importAll(modules), fetched: fetched(), said: [...said] };
  call("rehearse", rehearsal);
  const taken = { fetched_to_take_home: fetched() };
  return { ...started, ...taken, failed_on_demand: importAll(on_demand) };
}

const [, , step, job] = process.argv;
try {
  const result = await { compile, check }[step](JSON.parse(fs.readFileSync(job, "utf8")));
  process.stdout.write(JSON.stringify(result) + "\n");
} catch (error) {
  // One line: Node.js would quote Pyodide's source, which is a single line of a megabyte.
  process.stderr.write(`${String(error.message).trim().split("\n").at(-1)}\n`);
  process.exit(1);
}
