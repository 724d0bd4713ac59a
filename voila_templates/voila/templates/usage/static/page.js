// The page around the widgets: it gives its kernel back, follows the colour scheme, says what is going on, and swaps what
// was written for reading at once against the live widgets. Voilà calls window.voila_* while it streams the cells.
(() => {
  const words = JSON.parse(document.getElementById("page-words").textContent);
  const serverUrl = document.body.dataset.serverUrl;
  const SECONDS = 1000;
  const PATIENCE = 5 * SECONDS;

  const say = (text) => (document.getElementById("page-status").textContent = text);

  function warn(text) {
    const alert = document.getElementById("page-alert");
    if (alert.textContent) return;
    const reload = Object.assign(document.createElement("button"), { type: "button", textContent: words.reload, className: "page-button" });
    reload.addEventListener("click", () => location.reload());
    alert.append(Object.assign(document.createElement("p"), { textContent: text }), reload);
    say("");
  }

  const unwarn = () => document.getElementById("page-alert").replaceChildren();

  // --- Giving the kernel back ---------------------------------------------------------------------------------------

  const kernelId = () => {
    const config = document.getElementById("jupyter-config-data");
    return config && JSON.parse(config.textContent).kernelId;
  };

  // Standalone Voilà never sets the cookie of the double-submit check, so its own beacon is refused: we set it.
  function xsrfToken() {
    const known = document.cookie.match(/\b_xsrf=([^;]*)/)?.[1];
    if (known) return known;
    const token = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    document.cookie = `_xsrf=${token}; path=${serverUrl}; SameSite=Strict`;
    return token;
  }

  addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true); // Voilà's beacon, also sent where the page stays
  addEventListener("pagehide", () => {
    if (!kernelId()) return; // left while it was still starting: culling takes it
    const form = new FormData();
    form.append("_xsrf", xsrfToken());
    navigator.sendBeacon(`${serverUrl}voila/api/shutdown/${kernelId()}`, form);
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  // --- Knowing when it is gone --------------------------------------------------------------------------------------

  let nextLook = 0;

  // A question counts as somebody's activity, for which Binder would never end: none is asked while nobody looks.
  async function watchKernel() {
    if (document.hidden) return;
    try {
      const answer = await fetch(`${serverUrl}api/kernels/${kernelId()}?no_track_activity=1`, { cache: "no-store" });
      if (!answer.ok) return warn(words.disconnected);
      if (document.body.dataset.server === "silent") unwarn();
      document.body.dataset.server = "answers";
    } catch {
      document.body.dataset.server = "silent";
      warn(words.unreachable);
    }
    clearTimeout(nextLook); // of a look that overtook this one
    nextLook = setTimeout(watchKernel, 5 * SECONDS);
  }

  // --- Colour scheme ------------------------------------------------------------------------------------------------

  const dark = matchMedia("screen and (prefers-color-scheme: dark)"); // print is always light
  function followScheme() {
    document.body.dataset.jpThemeLight = String(!dark.matches);
    document.body.dataset.jpThemeName = dark.matches ? "JupyterLab Dark" : "JupyterLab Light";
  }
  dark.addEventListener("change", followScheme);
  followScheme();

  // --- Print --------------------------------------------------------------------------------------------------------

  // A picture is drawn for its width, and nothing tells it the paper's: it is given that before it is drawn for print.
  addEventListener("beforeprint", () => document.body.toggleAttribute("data-printing", true));
  addEventListener("afterprint", () => document.body.toggleAttribute("data-printing", false));

  // --- From written to live -----------------------------------------------------------------------------------------

  // What was written knows nothing of the filters in the address: it is dimmed, and a note says so.
  const isLinked = [...new URLSearchParams(location.search).keys()].some((name) => name !== "token");
  document.body.toggleAttribute("data-linked", isLinked);

  const started = performance.now();
  const unpainted = "[data-usage-widget]:not([data-painted])";
  const inOtherWords = `[data-usage-widget]:not(:lang(${CSS.escape(document.documentElement.lang)}))`;

  // The widgets of a grid come one by one: all that were written must be there, a visit too, which has no words.
  function isReady(live) {
    const shown = live.querySelectorAll("[data-usage-widget]").length;
    const written = live.parentElement.querySelectorAll(".page-prepaint .uw-static").length;
    if (shown < written || !showsTheLink()) return false;
    if (shown) return !live.querySelector(unpainted) && speaksOurLanguage(live);
    return live.childElementCount > 0 && performance.now() - started > PATIENCE; // a widget that is not ours has no mark
  }

  // The visit may stand in another cell than the widgets that it brings into the state of the link.
  function showsTheLink() {
    const hasVisit = document.querySelector(".page-prepaint .uw-static:empty, [data-usage-widget=visit]");
    return !isLinked || !hasVisit || document.documentElement.dataset.visit === "settled";
  }

  // A kernel that was held ready is told the viewer's language by the page, and has a while to follow.
  function speaksOurLanguage(live) {
    live.dataset.paintedAt ??= (setTimeout(swapReady, PATIENCE), performance.now());
    const hasAnswered = document.documentElement.dataset.visit === "settled"; // its author may have fixed another one
    return !live.querySelector(inOtherWords) || hasAnswered || performance.now() - live.dataset.paintedAt >= PATIENCE;
  }

  function swapReady() {
    for (const both of document.querySelectorAll(".page-prepainted:has(> .page-prepaint)")) {
      const live = both.querySelector(".page-live"); // null while the page is still streaming
      if (live && isReady(live)) both.querySelector(".page-prepaint").remove();
    }
    if (!["read", "written"].includes(document.body.dataset.state) || document.querySelector(".page-prepaint")) return;
    if (document.body.dataset.state === "written") unwarn(); // late, but there
    document.body.dataset.state = "live";
    say("");
  }

  new MutationObserver(swapReady).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-painted", "data-visit", "lang"] });

  // Voilà takes the main element into a shell of its own at the end of the page: the footer goes behind it again.
  new MutationObserver(() => {
    const footer = document.querySelector(".page-footer");
    const content = document.querySelector("main");
    if (footer?.compareDocumentPosition(content) & Node.DOCUMENT_POSITION_FOLLOWING) document.body.append(footer);
  }).observe(document.body, { childList: true });

  function giveUp() {
    if (!document.querySelector(".page-prepaint")) return;
    document.body.dataset.state = "written";
    warn(isLinked ? words.not_applied : words.not_started);
  }

  // --- What Voilà calls ---------------------------------------------------------------------------------------------

  let heartbeats = 0; // one every ten seconds without a new cell; Voilà goes on for ever, even when the kernel never starts
  window.voila_heartbeat = () => (++heartbeats < 6 ? say(words.still_loading) : warn(words.too_long));
  window.voila_finish = () => {
    document.body.dataset.state = "read";
    unwarn();
    document.getElementById("loading").remove();
    say(isLinked ? words.applying : words.connecting);
    nextLook = setTimeout(watchKernel, 2 * SECONDS);
    document.addEventListener("visibilitychange", watchKernel);
    setTimeout(swapReady, PATIENCE);
    setTimeout(giveUp, 20 * SECONDS);
  };
  addEventListener("DOMContentLoaded", () => document.body.dataset.state || warn(words.broken_off));
})();
