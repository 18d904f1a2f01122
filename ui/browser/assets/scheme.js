// Light or dark before anything is drawn: what was chosen in this browser, else what the system prefers.
(() => {
  const asked = new URLSearchParams(location.search).get("__theme");
  const stored = () => { try { return localStorage.getItem("studyground-scheme"); } catch { return null; } };
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (stored() ?? asked ?? (system.matches ? "dark" : "light")) === "dark";
  const apply = () => {
    const now = dark();
    document.documentElement.classList.toggle("sg-dark", now);
    if (document.body && document.body.classList.contains("dark") !== now) document.body.classList.toggle("dark", now);
  };
  apply();
  system.addEventListener("change", apply);
  addEventListener("DOMContentLoaded", () => {
    apply();
    new MutationObserver(apply).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  });
  window.sgScheme = () => {
    try { localStorage.setItem("studyground-scheme", dark() ? "light" : "dark"); } catch { /* private window */ }
    apply();
  };
})();
