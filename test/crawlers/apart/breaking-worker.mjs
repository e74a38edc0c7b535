// Ends with every page.
process.on('message', () => process.exit(1));
process.send({ kind: 'ready' });
