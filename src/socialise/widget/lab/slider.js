// A native slider with its label and its value in French. ipywidgets' own has no accessible name,
// and writes numbers in English.
//
// Traits: label, texts (what each position is called), position (both ways).

function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "so-slider";
  root.lang = "fr-CA";
  // The label holds its slider: an id could be another notebook's too.
  const label = document.createElement("label");
  const name = document.createElement("span");
  const input = document.createElement("input");
  Object.assign(input, { type: "range", min: 0, step: 1 });
  const output = document.createElement("span");
  output.className = "so-value";
  output.setAttribute("aria-hidden", "true"); // the slider itself says its value
  label.append(name, input);
  root.append(label, output);
  el.append(root);

  const tell = () => {
    const text = model.get("texts")[input.value] ?? "";
    output.textContent = text;
    input.setAttribute("aria-valuetext", text);
  };
  const draw = () => {
    name.textContent = model.get("label");
    input.max = model.get("texts").length - 1;
    input.value = model.get("position");
    tell();
  };
  input.addEventListener("input", () => {
    tell();
    model.set("position", Number(input.value));
    model.save_changes();
  });
  // JupyterLab would take the arrows for itself.
  root.addEventListener("keydown", (event) => event.stopPropagation());
  // While one moves the slider, an echo of an earlier position must not pull it back.
  const follow = () => {
    if (Number(input.value) !== model.get("position")) draw();
  };
  model.on("change:label change:texts", draw);
  model.on("change:position", follow);
  draw();
  return () => {
    model.off("change:label change:texts", draw);
    model.off("change:position", follow);
  };
}

export default { render };
