import './index.css';

/** Stands where the list will be while it is loaded for the first time. */
export const ListSkeleton = () => <list-skeleton />;
