/** The little of htmx 4 that is used here. */
declare module "htmx.org/dist/htmx.esm.js" {
  const htmx: {
    registerExtension(name: string, extension: Record<string, unknown>): void;
    process(root: Element): void;
  };
  export default htmx;
}
