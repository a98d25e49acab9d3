// Hides the rows of a table that don't fit what was chosen, and prints a form that
// was filled in. Without it the table is whole, and the browser prints.

for (const form of document.querySelectorAll("[data-filter]")) {
  const table = document.getElementById(form.dataset.filter);
  const rows = [...table.tBodies];
  const folded = table.closest("details");
  const apply = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    if (folded && wanted.length > 0) folded.open = true;
    let shown = 0;
    for (const row of rows) {
      // What a row's parts say apart, one of them must fit in all.
      const [whole, apart] = [true, false].map((is) => wanted.filter(([name]) => name in row.dataset === is));
      const all = (part, wanted) => wanted.every(([name, value]) => fits(form.elements[name], part.dataset[name] ?? "", value));
      row.hidden = !(all(row, whole) && (apart.length === 0 || [...row.rows].some((part) => all(part, apart))));
      if (!row.hidden) shown += 1;
    }
    form.querySelector("[data-count]").textContent = `${shown} / ${rows.length}`;
    form.querySelector("[data-nothing]").hidden = shown > 0;
  };
  const asked = new URLSearchParams(location.search);
  for (const field of form.elements) {
    const value = asked.get(field.name);
    const known = !field.options || [...field.options].some((option) => option.value === value);
    if (value && known) field.value = value;
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}

// A choice must be among the row's values; typed words must all stand in it.
function fits(field, values, wanted) {
  if (field instanceof HTMLSelectElement) return values.split(" ").includes(wanted);
  return simple(wanted).split(/\s+/).every((word) => simple(values).includes(word));
}

// Without what people leave out when they type: capitals, accents, apostrophes.
function simple(text) {
  return text.normalize("NFD").replace(/[\p{M}'’‘ʼ`]/gu, "").toLowerCase();
}

for (const button of document.querySelectorAll("[data-print-button]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
