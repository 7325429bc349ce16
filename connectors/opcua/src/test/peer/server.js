// An OPC UA server that is not of our making: node server.js PORT FOLDER FIRST [POLICY…]
//
// It speaks these security policies, signed and encrypted, and None; knows the user 'operator' with the
// password 'größer als 8'; takes any application's and user's certificate.
// Each 50 ms it counts on from FIRST and serves the count in several types, with a source time of that
// many seconds after 2026-01-01 and, in every third value of 'pressure', an uncertain status.
// It keeps its keys in FOLDER, says 'ready' on standard output and ends with its standard input.
"use strict";

const {
  DataType,
  MessageSecurityMode,
  OPCUACertificateManager,
  OPCUAServer,
  SecurityPolicy,
  StatusCodes,
} = require("node-opcua");

const [port, folder, first, ...policies] = process.argv.slice(2);
const START = Date.UTC(2026, 0, 1);

const VARIABLES = [
  { name: "pressure", dataType: DataType.Double, value: (count) => count / 2 },
  { name: "count", dataType: DataType.Int32, value: (count) => count },
  { name: "running", dataType: DataType.Boolean, value: (count) => count % 2 === 0 },
  { name: "batch", dataType: DataType.String, value: (count) => `batch ${count}` },
  { name: "constant", dataType: DataType.Double, value: () => 32 },
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
    securityModes: policies.length
      ? [MessageSecurityMode.None, MessageSecurityMode.Sign, MessageSecurityMode.SignAndEncrypt]
      : [MessageSecurityMode.None],
    securityPolicies: [SecurityPolicy.None, ...policies.map((name) => SecurityPolicy[name])],
    userManager: {
      isValidUser: (name, password) => name === "operator" && password === "größer als 8",
    },
    serverCertificateManager: certificates,
    userCertificateManager: certificates,
  });
  await server.initialize();
  const namespace = server.engine.addressSpace.getOwnNamespace();
  const folderNode = namespace.addFolder("ObjectsFolder", { browseName: "loop1" });
  const nodes = VARIABLES.map(({ name, dataType }) =>
    namespace.addVariable({
      organizedBy: folderNode,
      nodeId: `s=${name}`,
      browseName: name,
      dataType,
      minimumSamplingInterval: 0,
    }),
  );
  await server.start();

  let count = Number(first);
  setInterval(() => {
    VARIABLES.forEach(({ name, dataType, value }, index) => {
      const uncertain = name === "pressure" && count % 3 === 0;
      nodes[index].setValueFromSource(
        { dataType, value: value(count) },
        uncertain ? StatusCodes.UncertainSensorNotAccurate : StatusCodes.Good,
        new Date(START + count * 1000),
      );
    });
    count += 1;
  }, 50);
  console.log("ready");
}

process.stdin.on("end", () => process.exit(0)).resume();
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
