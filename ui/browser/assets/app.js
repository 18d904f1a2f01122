// What the browser itself does: hands clicks and forms to the server's handlers, opens the passage panel, copies, ticks
// the clock of an exam. No text of a guide passes through here as markup.
(() => {
  "use strict";
  const sg = (window.studyground = {});
  const values = (node) => {
    const found = {};
    for (const [name, value] of Object.entries(node.dataset)) found[name] = value;
    return found;
  };
  let openPassage = () => {};
  let askQuestion = () => {};
  let lastFocus = null;

  // One component's buttons, forms and selects: everything it raises is the event 'act'.
  sg.bind = (element, trigger) => {
    const act = (data) => trigger("act", data);
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act]");
      if (!button || button.disabled) return;
      if (button.dataset.confirm && !confirm(button.dataset.confirm)) return;
      const menu = button.closest("details[data-menu]");
      if (menu) menu.open = false;
      act(values(button));
    });
    element.addEventListener("submit", (event) => {
      const form = event.target.closest("form[data-form]");
      if (!form) return;
      event.preventDefault();
      const fields = {};
      for (const [name, value] of new FormData(form)) {
        if (typeof value !== "string") continue;
        fields[name] = name in fields ? [].concat(fields[name], value) : value;
      }
      const shown = form.closest("details");
      if (shown) shown.open = false;
      if (form.dataset.form === "none") return;
      if (form.dataset.form === "create" || shown) setTimeout(() => form.reset());
      act({ ...values(form), act: form.dataset.form, fields });
    });
    element.addEventListener("change", (event) => {
      if (event.target.matches("[data-upload]")) {
        const files = [...event.target.files].map((file) => [file, file.webkitRelativePath || file.name]);
        upload(files.filter(([file]) => !file.name.startsWith(".")), event.target.closest("[data-drop]"), act);
        event.target.value = "";
        return;
      }
      if (event.target.matches("[data-import]")) {
        const [file] = event.target.files;
        const status = element.querySelector("[data-upload-status]");
        const collection = event.target.dataset.import === "true" ? "" : event.target.dataset.import;
        if (file) send("questions", file, file.name, collection, () => {}).then((problem) => { if (problem) status.textContent = problem; else act({ act: "look" }); });
        event.target.value = "";
        return;
      }
      const options = event.target.closest("fieldset[data-answers]");
      if (options) {
        const most = Number(options.dataset.most);
        const taken = [...options.querySelectorAll("input:checked")];
        if (event.target.type === "checkbox" && taken.length > most) taken.filter((one) => one !== event.target).slice(most - 1).forEach((one) => { one.checked = false; });
        if ("atOnce" in options.dataset) act({ act: "answer", labels: [...options.querySelectorAll("input:checked")].map((one) => one.value) });
        return;
      }
      const field = event.target.closest("[data-change]");
      if (field) act({ ...values(field), act: field.dataset.change, value: field.type === "checkbox" ? field.checked : field.value });
    });
    element.addEventListener("dragover", (event) => {
      const zone = event.target.closest("[data-drop]");
      if (zone) { event.preventDefault(); zone.classList.add("over"); }
    });
    element.addEventListener("dragleave", (event) => event.target.closest("[data-drop]")?.classList.remove("over"));
    element.addEventListener("drop", async (event) => {
      const zone = event.target.closest("[data-drop]");
      if (!zone) return;
      event.preventDefault();
      zone.classList.remove("over");
      const files = await dropped([...event.dataTransfer.items]);
      if (files.length) upload(files, zone, act);
    });
    const look = () => { settle(element); clocks(element, act); };
    look();
    new MutationObserver(look).observe(element, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-answers", "data-left", "selected"] });
  };
  // The server's page is laid over the one that is there, field by field: what was chosen must not stay on another question.
  const settle = (element) => {
    for (const options of element.querySelectorAll("fieldset[data-answers]")) {
      if (options.sgShown === options.dataset.answers) continue;
      options.sgShown = options.dataset.answers;
      for (const input of options.querySelectorAll("input")) input.checked = input.hasAttribute("checked");
    }
    for (const select of element.querySelectorAll("select[data-change]")) {
      const chosen = select.querySelector("option[selected]");
      if (chosen && select.value !== chosen.value) select.value = chosen.value;
    }
  };

  // The clock of an exam: the server says how much is left, the page counts down in between.
  const clocks = (element, act) => {
    const clock = element.querySelector("[data-left]");
    if (!clock || clock.sgLeft === clock.dataset.left) return;
    clock.sgLeft = clock.dataset.left;
    clearInterval(element.sgTick);
    const end = performance.now() + Number(clock.dataset.left) * 1000;
    let warned = Number(clock.dataset.left) <= 300;
    element.sgTick = setInterval(() => {
      if (!clock.isConnected || !clock.dataset.left) return clearInterval(element.sgTick);
      const left = Math.max(0, Math.round((end - performance.now()) / 1000));
      const two = (number) => String(number).padStart(2, "0");
      const text = `${Math.floor(left / 3600)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
      if (clock.textContent !== text) clock.textContent = text;
      clock.classList.toggle("soon", left <= 300);
      if (left <= 300 && !warned) { warned = true; say("Five minutes are left."); }
      if (left === 0) { clearInterval(element.sgTick); act({ act: "time" }); }
    }, 500);
  };

  // The conversation: the question just asked is put at the top and stays there while the answer grows below it.
  sg.conversation = (element, trigger) => {
    sg.bind(element, trigger);
    askQuestion = (question) => trigger("ask", { question });
    let turns = 0;
    const settle = () => {
      const log = element.querySelector(".sg-conversation");
      const shown = log ? log.children.length : 0;
      if (shown > turns && log) log.scrollTo({ top: log.lastElementChild.offsetTop - log.offsetTop - 8 });
      turns = shown;
    };
    new MutationObserver(settle).observe(element, { childList: true, subtree: true });
    settle();
  };

  sg.drawer = (element, trigger) => {
    const root = element.closest("#sg-drawer") || element;
    openPassage = (button) => {
      if (!root.contains(button)) lastFocus = button;
      document.documentElement.classList.add("sg-open");
      root.dataset.fresh = "1";
      document.querySelectorAll("[data-open][aria-pressed]").forEach((one) => one.removeAttribute("aria-pressed"));
      if (!root.contains(button)) button.setAttribute("aria-pressed", "true");
      trigger("open", { document: button.dataset.open, start: button.dataset.start, end: button.dataset.end });
    };
    new MutationObserver(() => {
      if (!root.dataset.fresh || !element.querySelector(".sg-text")) return;
      delete root.dataset.fresh;
      const panel = element.querySelector(".sg-scroll");
      const mark = element.querySelector("mark");
      panel.scrollTop = 0;
      if (mark) panel.scrollTop = Math.max(0, mark.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3);
      const title = element.querySelector("#sg-passage-title");
      if (title) title.focus({ preventScroll: true });
    }).observe(element, { childList: true, subtree: true, characterData: true, attributes: true });
  };
  const closePassage = () => {
    if (!document.documentElement.classList.contains("sg-open")) return;
    document.documentElement.classList.remove("sg-open");
    if (lastFocus && lastFocus.isConnected) lastFocus.focus();
  };

  const say = (text) => {
    let region = document.getElementById("sg-said");
    if (!region) {
      region = document.createElement("div");
      region.id = "sg-said";
      region.setAttribute("role", "status");
      document.body.append(region);
    }
    region.textContent = text;
    region.classList.add("shown");
    clearTimeout(sg.saying);
    sg.saying = setTimeout(() => region.classList.remove("shown"), 2200);
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      say("Copied.");
    } catch {
      say("The browser did not allow copying.");
    }
  };

  document.addEventListener("click", (event) => {
    const at = (name) => event.target.closest(`[data-${name}]`);
    let found;
    if ((found = at("open")) && !found.disabled) openPassage(found);
    else if (at("close")) closePassage();
    else if ((found = at("ask"))) askQuestion(found.dataset.ask);
    else if ((found = at("copy"))) copy(found.dataset.copy);
    else if (event.target.closest("#sg-stop")) document.querySelector("#sg-question textarea").focus();  // the button goes away
    else if (at("scheme")) window.sgScheme();
    else if ((found = at("tab"))) sg.show(found.dataset.tab);
    for (const menu of document.querySelectorAll("details[data-menu][open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  sg.show = (name) => {
    for (const tab of document.querySelectorAll("#sg-tabs [role=tab]")) if (tab.textContent.trim() === name) tab.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.querySelector("details[data-menu][open]");
      const stop = document.getElementById("sg-stop");
      if (menu) menu.open = false;
      else if (document.documentElement.classList.contains("sg-open")) closePassage();
      else if (stop && stop.offsetParent) stop.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const key = event.key === " " ? "Space" : event.key;
    for (const node of document.querySelectorAll("[data-key]")) {
      if (node.dataset.key.split(",").includes(key) && node.offsetParent && !node.disabled) {
        if (key === "Space" && event.target.closest("button, summary, a")) return;
        event.preventDefault();
        node.click();
        return;
      }
    }
  });

  // Files are sent one by one, each as it is; the server makes their names harmless and limits kind and size.
  const send = (where, file, name, collection, progressed) => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/studyground/${where}?collection=${encodeURIComponent(collection)}&name=${encodeURIComponent(name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = (event) => progressed(event.loaded);
    request.onload = () => {
      try { resolve(JSON.parse(request.responseText).problem); } catch { resolve(`${name}: the server refused it.`); }
    };
    request.onerror = () => resolve(`${name}: the connection broke off.`);
    request.send(file);
  });
  const upload = async (files, surface, act) => {
    const status = surface.querySelector("[data-upload-status]");
    const total = files.reduce((sum, [file]) => sum + file.size, 0) || 1;
    const problems = [];
    let before = 0;
    for (const [file, name] of files) {
      const problem = await send("files", file, name, surface.dataset.drop, (loaded) => {
        status.textContent = `Sending ${name}: ${Math.round((100 * (before + loaded)) / total)} %`;
      });
      before += file.size;
      if (problem) problems.push(problem);
    }
    status.textContent = "";
    act({ act: problems.length < files.length ? "uploaded" : "refused", problems: problems.slice(0, 20) });
  };
  const dropped = async (items) => {
    const found = [];
    const walk = async (entry, path) => {
      if (entry.isFile) found.push([await new Promise((done, fail) => entry.file(done, fail)), path + entry.name]);
      else {
        const reader = entry.createReader();
        for (let batch = [1]; batch.length; ) {
          batch = await new Promise((done, fail) => reader.readEntries(done, fail));
          for (const inner of batch) await walk(inner, `${path}${entry.name}/`);
        }
      }
    };
    for (const entry of items.map((item) => item.webkitGetAsEntry()).filter(Boolean)) await walk(entry, "");
    return found;
  };

  // Which tab is shown, for the style: the passage panel stands beside the conversation and slides over anything else.
  const mark = () => {
    const chosen = document.querySelector("#sg-tabs [role=tab][aria-selected=true]");
    const name = chosen ? chosen.textContent.trim().toLowerCase() : "";
    if (name && document.documentElement.dataset.sgTab !== name) {
      document.documentElement.dataset.sgTab = name;
      document.documentElement.classList.remove("sg-open");
    }
    const bar = document.querySelector("#sg-tabs .tab-wrapper");
    if (bar) bar.closest(".gradio-container").style.setProperty("--sg-top", `${bar.getBoundingClientRect().bottom + scrollY}px`);
  };
  addEventListener("DOMContentLoaded", () => {
    new MutationObserver(mark).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-selected"] });
    mark();
  });
})();
