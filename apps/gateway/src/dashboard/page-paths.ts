/** An address without a file name's ending is a page of the dashboard; the browser's router knows which. */
export const isPage = (path: string): boolean => !/\.[A-Za-z0-9]{1,8}$/.test(path);

/** Vite puts what it names by content into assets/: such a file never changes under its name. */
export const isHashed = (path: string): boolean => /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(path);
