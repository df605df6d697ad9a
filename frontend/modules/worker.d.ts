/** A script that the build sets up as a worker: it runs beside the page. */
declare module "*?worker" {
  const worker: new () => Worker;
  export default worker;
}
