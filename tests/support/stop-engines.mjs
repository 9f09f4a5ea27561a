export default async function stopEngines() {
  await Promise.all((globalThis.stopEngines ?? []).map((stop) => stop()));
}
