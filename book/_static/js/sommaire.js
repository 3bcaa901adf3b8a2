// On a narrow screen the table of contents opens and closes with a button; without JavaScript it
// simply stands at the top of the page.
const button = document.getElementById("bouton-sommaire");
const contents = document.getElementById("sommaire");
button.hidden = false;

function show(open) {
  button.setAttribute("aria-expanded", String(open));
  contents.classList.toggle("ouvert", open);
}
button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
    show(false);
    button.focus();
  }
});
