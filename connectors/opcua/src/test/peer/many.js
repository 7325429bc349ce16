// An OPC UA server that is not of our making, whose signals count: node many.js PORT FOLDER SIGNALS RATE
//
// Each of 's00000', 's00001', … changes RATE times a second, spread over ten turns. It keeps its keys in
// FOLDER, says 'ready' on standard output and ends with its standard input.
"use strict";

const {
  DataType,
  MessageSecurityMode,
  OPCUACertificateManager,
  OPCUAServer,
  SecurityPolicy,
  StatusCodes,
} = require("node-opcua");

const [port, folder, signals, rate] = process.argv.slice(2);
const TURNS = 10;

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
    // else it folds what changes twice within 50 ms
    serverCapabilities: {
      maxMonitoredItemsPerSubscription: 20000,
      maxMonitoredItems: 40000,
      minSupportedSampleRate: 0,
    },
  });
  await server.initialize();
  const namespace = server.engine.addressSpace.getOwnNamespace();
  const parent = namespace.addFolder("ObjectsFolder", { browseName: "many" });
  const nodes = Array.from({ length: Number(signals) }, (_, index) => {
    const name = `s${String(index).padStart(5, "0")}`;
    return namespace.addVariable({
      organizedBy: parent,
      nodeId: `s=${name}`,
      browseName: name,
      dataType: DataType.Double,
      minimumSamplingInterval: 0,
    });
  });
  await server.start();

  let turn = 0;
  const began = Date.now();
  setInterval(() => {
    const due = Math.floor(((Date.now() - began) * TURNS * rate) / 1000);
    while (turn < due) {
      const value = { dataType: DataType.Double, value: Math.floor(turn / TURNS) + 1 };
      const now = new Date();
      for (let index = turn % TURNS; index < nodes.length; index += TURNS) {
        nodes[index].setValueFromSource(value, StatusCodes.Good, now);
      }
      turn += 1;
    }
  }, 5);
  console.log("ready");
}

process.stdin.on("end", () => process.exit(0)).resume();
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
