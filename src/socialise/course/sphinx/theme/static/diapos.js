// The slides of a lesson: one at a time, by keyboard, remote, button or finger. Without this script
// the page shows them all, one under the other. It holds no sentence: they are in the page.
document.documentElement.classList.add("anime");

document.addEventListener("DOMContentLoaded", () => {
  const slides = [...document.querySelectorAll(".diapo")];
  const words = Object.fromEntries([...document.getElementById("mots").content.querySelectorAll("[data-mot]")]
    .map((each) => [each.dataset.mot, each.textContent]));
  const bar = document.querySelector(".barre");
  const clock = document.querySelector(".barre-temps");
  const announced = document.getElementById("annonce");
  const byId = (id) => document.getElementById(id);
  let current = 0;

  const tell = (text) => { announced.textContent = text; };

  const addresses = (slide) => slide.dataset.adresses.split(" ");
  const home = (slide) => `#${addresses(slide).at(-1)}`;

  function shown(hash) {
    let id = hash.slice(1);
    try { id = decodeURIComponent(id); } catch (malformed) { /* as it is */ }
    return slides.findIndex((slide) => addresses(slide).includes(id));
  }

  // What an author's lesson holds beyond the estimate is made smaller, then scrolls.
  function fit(slide) {
    const body = slide.querySelector(".corps");
    if (!body) return;
    const over = () => body.scrollHeight > body.clientHeight + 1;
    body.classList.remove("defile");
    slide.style.removeProperty("--ajuste");
    for (let scale = 0.95; over() && scale > 0.6; scale -= 0.05) {
      slide.style.setProperty("--ajuste", scale);
    }
    body.classList.toggle("defile", over());
    body.tabIndex = body.classList.contains("defile") ? 0 : -1;   // a keyboard scrolls it
  }

  function go(index, focus = true) {
    current = Math.max(0, Math.min(slides.length - 1, index));
    const slide = slides[current];
    slides.forEach((each) => { each.hidden = each !== slide; });
    fit(slide);
    byId("numero").textContent = current + 1;
    byId("avant").disabled = current === 0;
    byId("apres").disabled = current === slides.length - 1 && !waiting(slide);
    bar.style.setProperty("--part", (current + 1) / slides.length);
    history.replaceState(null, "", home(slide));
    scrollTo(0, 0);
    if (focus) slide.focus({ preventScroll: true });
    else tell(words.annonce.replace("{n}", current + 1).replace("{total}", slides.length)
      .replace("{titre}", slide.querySelector("h2").textContent));
  }

  const asker = (slide) => slide.querySelector(".demande button");
  const waiting = (slide) => Boolean(asker(slide)) && !slide.classList.contains("montre");

  function reveal(slide, open = !slide.classList.contains("montre")) {
    const button = asker(slide);
    if (!button) return;
    slide.classList.toggle("montre", open);
    button.setAttribute("aria-expanded", open);
    button.textContent = words[`${open ? "cacher" : "montrer"}-${button.dataset.quoi}`];
    byId("apres").disabled = current === slides.length - 1 && !waiting(slide);
  }

  function next(focus) {
    if (waiting(slides[current])) reveal(slides[current], true);
    else if (current < slides.length - 1) go(current + 1, focus);
  }

  function previous(focus) { if (current > 0) go(current - 1, focus); }

  // A button that was clicked gives the keyboard back to the slide: the space bar means « next ».
  function pressed(event, slide = slides[current]) {
    if (event.detail > 0) slide.focus({ preventScroll: true });
  }

  // Timers: the one that runs is told in the bar of every slide.
  const timers = new Map();
  for (const slide of slides) {
    const place = slide.querySelector(".minuterie");
    if (!place) continue;
    timers.set(slide, new Minuterie(place, words, tell, (timer, digits, end) => {
      if (timer.end === null && clock.hash !== home(slide)) return;
      clock.hidden = timer.end === null;
      clock.href = home(slide);
      clock.textContent = end || digits;
      clock.classList.toggle("bientot", place.classList.contains("bientot"));
      clock.classList.toggle("fini", place.classList.contains("fini"));
    }));
    place.addEventListener("click", (event) => pressed(event, slide));
  }
  const timer = () => timers.get(slides[current]) || [...timers.values()].find((each) => each.end);

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  }

  function blank(on) {
    document.body.classList.toggle("vide", on);
    if (on) tell(words.vide);
  }

  const open = (id) => byId(id).showModal();
  const moves = {
    ArrowRight: next, PageDown: next, ArrowLeft: previous, PageUp: previous,
    Home: () => go(0), End: () => go(slides.length - 1),
  };
  const letters = {
    r: () => reveal(slides[current]), t: () => timer()?.toggle(), "+": () => timer()?.add(),
    "0": () => timer()?.reset(), f: full, s: () => open("fiche-contenu"),
    n: () => blank(true), b: () => blank(true), ".": () => blank(true), "?": () => open("fiche-aide"),
  };

  function action(event) {
    const onControl = event.target.closest("button, a, input");
    if (event.key === " " || event.key === "Enter") {
      return onControl ? null : event.shiftKey ? previous : next;
    }
    const scrolls = document.documentElement.scrollHeight > innerHeight;
    if (event.key === "ArrowDown") return scrolls ? null : next;
    if (event.key === "ArrowUp") return scrolls ? null : previous;
    const letter = byId("lettres").checked && letters[event.key.toLowerCase()];
    return moves[event.key] || letter || null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (document.body.classList.contains("vide")) {
      blank(false);
      event.preventDefault();
      return;
    }
    const found = action(event);
    if (!found) return;
    event.preventDefault();
    found();
  });

  let start = null;
  addEventListener("touchstart", (event) => {
    const one = event.touches.length === 1 && !document.querySelector("dialog[open]");
    start = one ? [event.touches[0].clientX, event.touches[0].clientY] : null;
  }, { passive: true });
  addEventListener("touchend", (event) => {
    if (!start || (window.visualViewport && visualViewport.scale > 1.05)) return;
    const [x, y] = [event.changedTouches[0].clientX - start[0], event.changedTouches[0].clientY - start[1]];
    start = null;
    if (document.body.classList.contains("vide")) blank(false);
    else if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) (x < 0 ? next : previous)();
  }, { passive: true });
  addEventListener("click", () => blank(false));

  byId("avant").addEventListener("click", (event) => { previous(event.detail > 0); pressed(event); });
  byId("apres").addEventListener("click", (event) => { next(event.detail > 0); pressed(event); });
  byId("bouton-contenu").addEventListener("click", () => open("fiche-contenu"));
  byId("bouton-aide").addEventListener("click", () => open("fiche-aide"));
  byId("bouton-apparence").addEventListener("click", pressed);
  byId("bouton-plein").hidden = !document.fullscreenEnabled;
  byId("bouton-plein").addEventListener("click", (event) => { full(); pressed(event); });
  document.addEventListener("fullscreenchange", () => {
    byId("bouton-plein").setAttribute("aria-pressed", Boolean(document.fullscreenElement));
  });
  byId("fiche-contenu").addEventListener("click", (event) => {
    if (event.target.closest("a")) byId("fiche-contenu").close();
  });
  for (const slide of slides) {
    const button = asker(slide);
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", (event) => { reveal(slide); pressed(event, slide); });
  }

  // The address that the room types, when it is one that another device can open.
  const alone = /^(localhost|127\.|\[::1\])/.test(location.hostname) || !location.protocol.startsWith("http");
  const room = document.querySelector("meta[name=socialise-room]");
  for (const slide of slides) {
    const address = slide.querySelector(".adresse");
    if (!address) continue;
    address.hidden = alone;
    address.textContent = words.adresse.replace("{adresse}", new URL(document.documentElement.dataset.content_root, location).href);
    slide.querySelector(".salle").hidden = !room;
  }

  addEventListener("hashchange", () => { if (shown(location.hash) >= 0) go(shown(location.hash)); });
  addEventListener("resize", () => fit(slides[current]));
  document.fonts.ready.then(() => fit(slides[current]));
  bar.hidden = false;
  document.body.classList.add("pret");
  go(Math.max(0, shown(location.hash)), false);
  tell("");
});
