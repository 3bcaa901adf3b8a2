// The part of runtime.py that only Pyodide can do, run in Node.js:
//
//   node runtime_build.mjs compile JOB.json   archives of .py → archives of .pyc for its own Python
//   node runtime_build.mjs check JOB.json     start what was made, as the page's worker does
//
// Both print one line of JSON. Nothing is fetched: every path is a file of this machine.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const info = (pyodide) =>
  JSON.parse(fs.readFileSync(path.join(pyodide, "pyodide-lock.json"), "utf8")).info;

async function boot(folder, lockFileContents) {
  const { loadPyodide } = await import(pathToFileURL(path.join(folder, "pyodide.mjs")));
  const said = [];
  const py = await loadPyodide({
    indexURL: folder,
    lockFileContents,
    packageBaseUrl: folder, // never a network
    stdout: () => {},
    stderr: (line) => said.push(line),
  });
  return { py, said };
}

// Stored, not deflated: the server's gzip does better on the whole than zip on each file, and
// the page's Python has nothing to inflate.
const COMPILE = `
import importlib.util, json, sys, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

def modules():
    return sorted(sys.modules)

def compile_archive(source, target, optimize):
    "Each .py becomes a .pyc that is never checked against a source; other files are kept."
    names = []
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w") as made:
        for name in sorted(given.namelist()):
            if name.endswith("/"):
                continue
            content = given.read(name)
            if name.endswith(".py"):
                code = compile(content, name, "exec", dont_inherit=True, optimize=optimize)
                content = _code_to_hash_pyc(code, importlib.util.source_hash(content), False)
                name += "c"
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), bytes(content))
            names.append(name)
    return len(names)

def import_all(names):
    "Import them; gives what could not be, with the cause."
    failed = {}
    for name in json.loads(names):
        try:
            importlib.import_module(name)
        except Exception as error:
            failed[name] = f"{type(error).__name__}: {error}"
    return json.dumps(failed)
`;

const bytes = (file) => new Uint8Array(fs.readFileSync(file)); // Pyodide refuses a Buffer

const unzipped = (py, archive) => py.unpackArchive(bytes(archive), "zip");

const importAll = (py, names) => {
  py.runPython(COMPILE);
  return JSON.parse(py.globals.get("import_all")(JSON.stringify(names)));
};

async function compile({ pyodide, observe, always, archives }) {
  const { py } = await boot(pyodide, { info: info(pyodide), packages: {} });
  py.runPython(COMPILE);
  const result = { python: py.runPython("sys.version.split()[0]"), compiled: {} };
  if (observe) {
    unzipped(py, observe.source);
    result.failed = importAll(py, [...observe.modules, ...always]);
    result.imported = JSON.parse(py.runPython("json.dumps(modules())"));
  }
  const compileArchive = py.globals.get("compile_archive");
  for (const { source, target, optimize } of archives) {
    py.FS.writeFile("/in.zip", bytes(source));
    result.compiled[path.basename(target)] = compileArchive("/in.zip", "/out.zip", optimize);
    fs.writeFileSync(target, py.FS.readFile("/out.zip"));
  }
  return result;
}

async function check({ runtime, modules, on_demand }) {
  const lock = await import(pathToFileURL(path.join(runtime, "lock.mjs")));
  const { py, said } = await boot(runtime, lock.default);
  unzipped(py, path.join(runtime, "socialise.zip"));
  const finder = py
    .pyimport("browser_judge")
    .start((name) => bytes(path.join(runtime, name)));
  const failed = importAll(py, modules);
  const started = { failed, fetched: finder.fetched.toJs(), said: [...said] };
  return { ...started, failed_on_demand: importAll(py, on_demand) };
}

const [, , step, jobPath] = process.argv;
try {
  const result = await { compile, check }[step](JSON.parse(fs.readFileSync(jobPath, "utf8")));
  process.stdout.write(JSON.stringify(result) + "\n");
} catch (error) {
  // One line: Node.js would quote Pyodide's source, which is a single line of a megabyte.
  process.stderr.write(`${String(error.message).trim().split("\n").at(-1)}\n`);
  process.exit(1);
}
