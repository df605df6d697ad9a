// Shows that something waits, when no page of Mooring is open. It keeps nothing and reads nothing but the one sentence it is sent.
self.addEventListener("push", (event) => {
  let words = "Mooring";
  let language = "en";
  try {
    ({ words, language } = event.data.json());
  } catch {
    // A notice that cannot be read still says that there is one.
  }
  event.waitUntil(
    self.registration.showNotification("Mooring", { body: words, lang: language, tag: "mooring", renotify: true, icon: "/static/mooring/mark.svg" }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow("/notices/"));
});
