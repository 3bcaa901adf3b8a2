// The answers of this device: taken away as a file, brought back from one, erased.
import { button, element, sign } from "./element.js";
import { readAnswersFile } from "./file.js";
import { drawNote, drawQuestion } from "./question.js";

/**
 * The panel's node; actions: {download() → file name, flush(), answers(), replace(answers),
 * erase() → promise of true}. With a room, answers leave by it, and the file is a copy.
 */
export function drawDevice(form, schema, room, actions) {
  const { say, prefix } = form;
  const note = drawNote();

  async function download() {
    const filename = await actions.download();
    note.tell(say("file.downloaded", { filename }));
  }

  const chooser = element("input", {
    type: "file",
    accept: ".json,application/json",
    hidden: true,
    "aria-label": say("file.load"),
  });
  chooser.addEventListener("change", async () => {
    const [file] = chooser.files;
    if (!file) return;
    const read = await readAnswersFile(file, schema, form.fields);
    chooser.value = "";
    if (read.refused) {
      note.tell(`${say(read.refused, read.values)} ${say("load.kept")}`);
      return;
    }
    const before = actions.answers();
    actions.replace(read.answers);
    const back = button(say("load.undo"), () => {
      actions.replace(before);
      note.tell(say("load.undone"));
    });
    const told = [say.count("load.done", Object.keys(read.answers).length)];
    if (read.unknown) told.push(say.count("load.unknown", read.unknown));
    note.tell(told.join(" "), ...(Object.keys(before).length ? [" ", back] : []));
  });

  const erase = drawQuestion(
    `${prefix}-erase`,
    {
      ask: say("erase.ask"),
      what: say(room === null ? "erase.what_static" : "erase.what"),
      yes: say("erase.yes"),
      no: say("erase.no"),
    },
    async () => note.tell(say((await actions.erase()) ? "erase.done" : "erase.refused")),
  );

  const hasPrivate = [...form.fields.values()].some((field) => field.private);
  return element(
    "section",
    { class: "so-device", "aria-labelledby": `${prefix}-device` },
    element("h4", { id: `${prefix}-device` }, say("file.title")),
    room === null && element("p", {}, say("file.send")),
    hasPrivate && element("p", { class: "so-help" }, say("file.without_private")),
    element(
      "div",
      { class: "so-actions" },
      button([sign("↓"), say("file.download")], download),
      button([sign("↑"), say("file.load")], () => chooser.click()),
      erase.opener,
    ),
    chooser,
    erase.node,
    note.node,
  );
}
