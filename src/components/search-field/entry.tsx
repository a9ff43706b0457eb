import './entry.css';

/** Looks like the search field and leads to it. */
export const SearchEntry = ({ onOpen }: { onOpen: () => void }) => <search-entry onClick={onOpen} />;
