// The search box on the home page opens the site's search. Listening on the document outlives instant navigation.
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-open-search]")) return;
  const toggle = document.getElementById("__search");
  if (!toggle.checked) toggle.click();
  document.querySelector("[data-md-component=search-query]").focus();
});
