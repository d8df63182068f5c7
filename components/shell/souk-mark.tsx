/** The mark: a lamp in the arch of a market street. `public/souk-mark.svg` and `app/icon.svg` are the same drawing. */
export function SoukMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" fill="#0f766e" />
      <path d="M8 27V16.2C8 11.2 11.2 8.6 16 4.8c4.8 3.8 8 6.4 8 11.4V27Z" fill="#fff" />
      <path d="M11.8 27v-9.4c0-3.2 1.6-4.9 4.2-7 2.6 2.1 4.2 3.8 4.2 7V27Z" fill="#0f766e" />
      <path d="M16 10.6v4.6" stroke="#fff" strokeWidth="0.9" />
      <circle cx="16" cy="17.4" r="2.3" fill="#fbbf24" />
    </svg>
  );
}
