// Many pictures at once: chosen or dropped, two on their way at a time, each with its progress and what became of it.
// Without this file the form sends them all together, and its page says the same.
(() => {
  const form = document.querySelector("#upload-many");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const rows = form.querySelector("#upload-rows");
  const next = form.querySelector(".upload-next");
  const link = next.querySelector("a");
  const foot = form.querySelector(".upload-foot");
  const words = form.dataset;
  const AT_ONCE = 2;
  const queue = [];
  const taken = [];
  let running = 0;
  let refused = 0;

  form.classList.add("is-live");

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const row = (file) => {
    const progress = make("progress", { max: 100, value: 0, ariaLabel: `${words.name}: ${file.name}` });
    const said = make("span", { className: "said", textContent: words.waiting });
    const item = make("li", {}, make("bdi", { textContent: file.name }), progress, said);
    rows.append(item);
    return { file, item, progress, said };
  };

  const count = () => {
    const left = queue.length + running;
    foot.textContent = left ? "" : [taken.length && `${words.done}: ${taken.length}`, refused && `${words.refused}: ${refused}`].filter(Boolean).join(" · ");
    next.hidden = !taken.length || left > 0;
    link.search = new URLSearchParams(taken.map((id) => ["pk", id]));
  };

  const end = (one, className, text, address, name) => {
    one.item.className = className;
    one.progress.remove();
    one.said.textContent = text;
    if (address) one.said.before(make("a", { href: address, textContent: name }), " ");
    if (className !== "is-refused") return;
    refused += 1;
    const again = make("button", { type: "button", className: "button", textContent: words.again });
    again.addEventListener("click", () => {
      refused -= 1;
      one.item.remove();
      add([one.file]);
    });
    one.item.append(again);
  };

  const finish = (one, request) => {
    if (request.status === 401) return end(one, "is-refused", words.signedOut);
    const answer = request.response;
    if (request.status !== 200 || !answer) return end(one, "is-refused", words.failed);
    if (answer.error) return end(one, "is-refused", answer.error.message);
    if (answer.is_new) taken.push(answer.id);
    return end(one, answer.is_new ? "is-done" : "is-known", answer.said || words.done, answer.url, answer.name);
  };

  const send = (one) => {
    const data = new FormData();
    data.append("files", one.file);
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    one.said.textContent = words.sending;
    request.upload.addEventListener("progress", (event) => { one.progress.value = (event.loaded / event.total) * 100; });
    request.upload.addEventListener("load", () => {
      one.progress.removeAttribute("value");
      one.said.textContent = words.looking;
    });
    request.addEventListener("loadend", () => {
      running -= 1;
      finish(one, request);
      start();
    });
    request.send(data);
  };

  const start = () => {
    while (running < AT_ONCE && queue.length) {
      running += 1;
      send(queue.shift());
    }
    count();
  };

  const add = (files) => {
    queue.push(...[...files].map(row));
    start();
  };

  input.addEventListener("change", () => {
    add(input.files);
    input.value = "";
  });
  const over = (is) => (event) => {
    event.preventDefault();
    form.classList.toggle("is-over", is);
  };
  form.addEventListener("dragover", over(true));
  form.addEventListener("dragleave", over(false));
  form.addEventListener("drop", (event) => {
    over(false)(event);
    add(event.dataTransfer.files);
  });
  addEventListener("beforeunload", (event) => { if (queue.length + running) event.preventDefault(); });
})();
