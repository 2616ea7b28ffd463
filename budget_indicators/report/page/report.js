(() => {
  const open = () => {
    const list = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!(list instanceof HTMLDetailsElement)) return;
    for (let each = list; each; each = each.parentElement.closest("details")) each.open = true;
    list.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
})();
