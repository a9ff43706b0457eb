/* Stands for the runtime's URL and URLSearchParams (5 KB), made for libraries of the web: nothing here uses them. */
export const TaroURLProvider = undefined;
export const URLSearchParams = undefined;
export const parseUrl = undefined;
