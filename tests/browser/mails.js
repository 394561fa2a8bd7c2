// A mail server on this computer that takes everything and hands nothing on.

import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** What came is in `taken`, each as it was sent; `settings` are those of a node that mails by it. */
export async function takeMail() {
  const taken = [];
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = null;
    socket.write("220 test\r\n");
    createInterface({ input: socket }).on("line", (line) => {
      if (text !== null && line !== ".") return text.push(line);
      if (text !== null) {
        taken.push(text.join("\n"));
        text = null;
      }
      if (line === "DATA") text = [];
      const said = { DATA: "354 go on", QUIT: "221 bye" }[line] ?? (line.startsWith("EHLO") ? "250 test" : "250 fine");
      socket.write(`${said}\r\n`);
    });
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  const settings = `mail_server = "127.0.0.1"\nmail_port = ${port}\nmail_tls = "none"\nmail_from = "stn@hillside.example"\n`;
  return { taken, settings, close };
}
