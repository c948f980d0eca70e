import purgeCSS from "@fullhuman/postcss-purgecss";
import { defineConfig } from "vite";

/** WeUI styles a hundred components; a phone loads what the page has of them. Our own styles are used as they are. */
const used = purgeCSS({
  content: ["index.html", "src/**/*.ts", "src/**/*.tsx"],
  safelist: { standard: [/^(?!weui-)/] },
});

export default defineConfig({
  base: "/web/",
  css: { postcss: { plugins: [used] } },
  build: {
    target: "es2019",
    // One script has nothing to preload.
    modulePreload: false,
  },
});
