// What the servers beside this one share: where they keep their keys, how they begin and how they end.
"use strict";

const { MessageSecurityMode, OPCUACertificateManager, OPCUAServer, SecurityPolicy } = require("node-opcua");

async function start(port, folder, furnish, more) {
  const certificates = new OPCUACertificateManager({
    rootFolder: folder,
    automaticallyAcceptUnknownCertificate: true,
  });
  await certificates.initialize();
  const server = new OPCUAServer({
    port: Number(port),
    host: "127.0.0.1",
    hostname: "127.0.0.1",
    securityModes: [MessageSecurityMode.None],
    securityPolicies: [SecurityPolicy.None],
    serverCertificateManager: certificates,
    userCertificateManager: certificates,
    ...more,
  });
  await server.initialize();
  const begin = furnish(server.engine.addressSpace.getOwnNamespace());
  await server.start();
  begin?.();
  console.log("ready");
}

/**
 * Serves on 127.0.0.1:PORT what `furnish(namespace)` puts there; what it returns is called when clients can come.
 * Keeps keys in `folder`, says 'ready' on standard output and ends with standard input. `more`: further settings.
 */
exports.serve = (port, folder, furnish, more = {}) => {
  process.stdin.on("end", () => process.exit(0)).resume();
  start(port, folder, furnish, more).catch((error) => {
    console.error(error);
    process.exit(1);
  });
};
