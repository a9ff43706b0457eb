/*
 * Imported before @napi-rs/canvas, which reads this when it is loaded: no font of the machine is known to it, so that
 * a card is the same on every machine, also where the machine has another Noto Sans SC, or a font that the list of
 * families has first.
 */
process.env.DISABLE_SYSTEM_FONTS_LOAD = '1';
