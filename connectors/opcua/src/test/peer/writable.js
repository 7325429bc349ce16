// An OPC UA server that is not of our making, whose variables can be written: node writable.js PORT FOLDER
//
// It keeps its keys in FOLDER, says 'ready' on standard output and ends with its standard input.
"use strict";

const {
  DataType,
  MessageSecurityMode,
  OPCUACertificateManager,
  OPCUAServer,
  SecurityPolicy,
} = require("node-opcua");

const [port, folder] = process.argv.slice(2);

const VARIABLES = [
  { name: "speed", dataType: DataType.Float, value: 1.5 },
  { name: "count", dataType: DataType.Int16, value: 7 },
  { name: "lamp", dataType: DataType.Boolean, value: false },
  { name: "fixed", dataType: DataType.Double, value: 3, accessLevel: "CurrentRead", userAccessLevel: "CurrentRead" },
];

async function main() {
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
  });
  await server.initialize();
  const namespace = server.engine.addressSpace.getOwnNamespace();
  const folderNode = namespace.addFolder("ObjectsFolder", { browseName: "loop1" });
  VARIABLES.forEach(({ name, dataType, value, ...access }) =>
    namespace.addVariable({
      organizedBy: folderNode,
      nodeId: `s=${name}`,
      browseName: name,
      dataType,
      value: { dataType, value },
      ...access,
    }),
  );
  await server.start();
  console.log("ready");
}

process.stdin.on("end", () => process.exit(0)).resume();
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
