// The one script of the site, on the one page that needs it: asks the index that lies beside the pages.
// Whatever is found is put in as text.

const form = document.getElementById("search");
const words = document.getElementById("words");
const answer = document.getElementById("answer");
const found = document.getElementById("found");
const most = 20;
let turn = 0;
let index;

const opened = () => {
  index ??= import(new URL(form.dataset.index, document.baseURI)).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 24 });
    return pagefind;
  });
  return index;
};

const line = (page) => {
  const item = document.createElement("li");
  const name = document.createElement("p");
  name.className = "name";
  const link = document.createElement("a");
  link.href = page.url;
  link.dir = "auto";
  link.textContent = page.meta.title ?? page.url;
  name.append(link);
  const excerpt = document.createElement("p");
  excerpt.className = "note";
  excerpt.dir = "auto";
  excerpt.textContent = new DOMParser().parseFromString(page.excerpt, "text/html").body.textContent;
  item.append(name, excerpt);
  return item;
};

const ask = async () => {
  const mine = ++turn;
  const wanted = words.value.trim();
  if (!wanted) {
    found.replaceChildren();
    answer.textContent = "";
    return;
  }
  try {
    const { results } = await (await opened()).search(wanted);
    const pages = await Promise.all(results.slice(0, most).map((result) => result.data()));
    if (mine === turn) {
      found.replaceChildren(...pages.map(line));
      answer.textContent = pages.length ? "" : form.dataset.none;
    }
  } catch {
    answer.textContent = form.dataset.broken;
  }
};

form.hidden = false;
answer.textContent = "";
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
words.addEventListener("input", ask);
