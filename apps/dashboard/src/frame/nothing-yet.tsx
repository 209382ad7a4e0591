/** A list without an entry: what it would show, and what to do for one. */
export function NothingYet({ of, title, hint }: { of: string; title: string; hint: string }) {
  return (
    <div className="card nothing" data-empty={of}>
      <b>{title}</b>
      <p>{hint}</p>
    </div>
  );
}
