// Reloads the page when the preview has rebuilt it, and shows the problems that keep it from doing so.
(() => {
  const { run, version, events } = document.currentScript.dataset;
  let seen = Number(version);
  let source;

  const address = (path) => decodeURIComponent(path).replace(/index\.html$/, "");
  const concernsThisPage = (pages) =>
    pages === null || pages.some((page) => address(page) === address(location.pathname));

  const showNews = ({ data }) => {
    const news = JSON.parse(data);
    seen = news.version;
    if (concernsThisPage(news.pages)) {
      location.reload();
      return;
    }
    // Escaped by the server.
    document.getElementById("papershelf-preview").innerHTML = news.overlay;
  };

  const listen = () => {
    source = new EventSource(`${events}?run=${run}&since=${seen}`);
    source.addEventListener("news", showNews);
    // The browser tries again by itself where the connection broke, but not where it was refused.
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
    });
  };

  // A browser keeps few connections open to one host: hidden tabs let go of theirs.
  const connect = () => {
    source?.close();
    if (document.visibilityState === "visible") listen();
  };

  document.addEventListener("visibilitychange", connect);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", ({ persisted }) => persisted && connect());
  connect();
})();
