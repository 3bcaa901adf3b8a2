// Light or dark, before anything is drawn: the reader's choice if she made one, else her system's.
// Said at once too: scripts run here, so that the contents of a phone are closed from the first.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  var system = window.matchMedia("(prefers-color-scheme: dark)");
  function chosen() {
    try { return localStorage.getItem("socialise.apparence"); } catch (refused) { return null; }
  }
  function apply() {
    root.dataset.theme = chosen() || (system.matches ? "dark" : "light");
    var button = document.getElementById("bouton-apparence");
    if (button) button.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
  }
  apply();
  system.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.getElementById("bouton-apparence");
    button.hidden = false;
    apply();
    button.addEventListener("click", function () {
      var theme = root.dataset.theme === "dark" ? "light" : "dark";
      try { localStorage.setItem("socialise.apparence", theme); } catch (refused) { /* this page only */ }
      root.dataset.theme = theme;
      button.setAttribute("aria-pressed", String(theme === "dark"));
    });
  });
})();
