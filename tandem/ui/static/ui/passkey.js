// Passkeys: turns what the server asks into what the browser needs, and the answer into words.
// A form says `data-passkey` (create or get) and where the question is: `data-options`, or
// `data-from`, an address that is asked at the moment of use.

const forms = document.querySelectorAll("form[data-passkey]");

// A number is no name: browsers make no passkeys for 127.0.0.1.
const works = window.isSecureContext && window.PublicKeyCredential
  && !/^[\d.]+$|^\[/.test(location.hostname);

if (works) {
  for (const each of document.querySelectorAll("[data-passkey-missing]")) each.hidden = true;
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
}

let asking = false;

async function ask(form) {
  if (asking) return;
  asking = true;
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const { publicKey } = await question(form);
    const credential = form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: decoded(publicKey) })
      : await navigator.credentials.get({ publicKey: decoded(publicKey) });
    form.elements.credential.value = JSON.stringify(encoded(credential));
    form.submit();
  } catch {
    // Whatever went wrong, the reader can do the same thing about it: try again.
    failed.hidden = false;
  } finally {
    asking = false;
  }
}

async function question(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.from, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no question");
  return (await answer.json()).request_options;
}

function decoded(options) {
  const known = (list) => list?.map((each) => ({ ...each, id: bytes(each.id) }));
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: known(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: known(options.allowCredentials) }),
  };
}

function encoded(credential) {
  const { response } = credential;
  const said = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text(response[name]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: said,
  };
}

function bytes(words) {
  const plain = atob(words.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
