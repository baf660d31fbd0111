/** A style sheet imported by a module is its minified text; `build.js` sees to it. */
declare module '*.css' {
  const text: string;
  export default text;
}
