// The answers file that leaves a device and comes back: docs/formats.md, `socialise-answers`.
export const FORMAT = "socialise-answers";
export const VERSION = 1;
const MOST_BYTES = 1_000_000; // as `AnswersFile` does

/** The file's text: keys sorted, two spaces, NFC, a newline at the end. */
export function answersFile({ lesson, activity }, answers) {
  return `${JSON.stringify(canonical({ format: FORMAT, version: VERSION, lesson, activity, answers }), null, 2)}\n`;
}

/** The same value with its keys sorted, its strings in NFC and its blank answers left out. */
export function canonical(value) {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map(canonical);
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, canonical(value[key])]),
  );
}

/**
 * {answers} of a file made for this form, or {refused: key, values}: the key of a sentence that
 * names what was found and what is expected. Unknown fields are counted in `unknown`.
 */
export async function readAnswersFile(file, schema, fields) {
  if (file.size > MOST_BYTES) return { refused: "load.too_large" };
  let read;
  try {
    read = JSON.parse((await file.text()).replace(/^\uFEFF/, ""));
  } catch {
    return { refused: "load.not_json" };
  }
  if (read?.format !== FORMAT || !isObject(read.answers)) return { refused: "load.not_answers" };
  if (read.version !== VERSION)
    return { refused: "load.other_version", values: { version: String(read.version) } };
  if (read.lesson !== schema.lesson || read.activity !== schema.activity) {
    return {
      refused: "load.other_activity",
      values: { found: `${read.lesson} / ${read.activity}` },
    };
  }
  const answers = {};
  let unknown = 0;
  for (const [id, value] of Object.entries(read.answers)) {
    const field = fields.get(id);
    if (!field || field.private) unknown += 1;
    else if (!fits(field, value))
      return { refused: "load.other_shape", values: { label: field.label } };
    else if (!isBlank(value)) answers[id] = value;
  }
  return { answers, unknown };
}

function fits({ kind, asked }, value) {
  const isText = (one) => typeof one === "string";
  const isRow = (one) => isObject(one) && Object.values(one).every(isText);
  if (kind === "carried") return fits(asked, value);
  if (kind === "table") return Array.isArray(value) && value.every(isRow);
  if (kind === "choices" || kind === "ranking") return Array.isArray(value) && value.every(isText);
  if (kind === "classify") return isRow(value);
  return isText(value);
}

function isObject(value) {
  return Boolean(value) && typeof value === "object" && !Array.isArray(value);
}

/** Nothing was answered: "", [], {} or white space alone. */
export function isBlank(value) {
  if (typeof value === "string") return !value.trim();
  return !value || Object.keys(value).length === 0;
}

/** Gives the bytes to the browser's downloads. */
export function offer(bytes, filename, type = "application/octet-stream") {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = filename;
  document.body.append(link);
  link.click();
  link.remove();
  // The download reads the address after the click: it is let go later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
