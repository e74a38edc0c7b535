// All that the pages do by script: a button that copies a command or a citation. Without it, one click selects the whole text.
for (const text of document.querySelectorAll('.copyable')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = text.dataset.copy;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text.textContent.trim());
    button.textContent = text.dataset.copied;
    setTimeout(() => {
      button.textContent = text.dataset.copy;
    }, 1500);
  });
  text.after(button);
}
// Selects that decide what others offer ask at once.
for (const select of document.querySelectorAll('select[name="province"]'))
  select.addEventListener('change', () => select.form.requestSubmit());
