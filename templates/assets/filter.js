// Hides the rows of a table that don't fit what was chosen. Without it the
// table is whole.

for (const form of document.querySelectorAll("[data-filter]")) {
  const rows = [...document.getElementById(form.dataset.filter).tBodies];
  const apply = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !wanted.every(([name, value]) => row.dataset[name].split(" ").includes(value));
      if (!row.hidden) shown += 1;
    }
    form.querySelector("[data-count]").textContent = `${shown} / ${rows.length}`;
    form.querySelector("[data-nothing]").hidden = shown > 0;
  };
  const asked = new URLSearchParams(location.search);
  for (const field of form.elements) {
    const value = asked.get(field.name);
    if (value && [...(field.options ?? [])].some((option) => option.value === value)) field.value = value;
  }
  form.addEventListener("change", apply);
  form.hidden = false;
  apply();
}
