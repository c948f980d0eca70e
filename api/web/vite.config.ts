import { defineConfig } from "vite";

export default defineConfig({
  base: "/web/",
  build: {
    target: "es2019",
    // One script has nothing to preload.
    modulePreload: false,
  },
});
