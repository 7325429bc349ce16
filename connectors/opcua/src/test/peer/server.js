// An OPC UA server that is not of our making: node server.js PORT FOLDER FIRST [POLICY…]
//
// It speaks these security policies, signed and encrypted, and None; knows the user 'operator' with the
// password 'größer als 8'; takes any application's and user's certificate.
// Each 50 ms it counts on from FIRST and serves the count in several types, with a source time of that
// many seconds after 2026-01-01 and, in every third value of 'pressure', an uncertain status.
"use strict";

const { DataType, MessageSecurityMode, SecurityPolicy, StatusCodes } = require("node-opcua");
const { serve } = require("./serve");

const [port, folder, first, ...policies] = process.argv.slice(2);
const START = Date.UTC(2026, 0, 1);

const VARIABLES = [
  { name: "pressure", dataType: DataType.Double, value: (count) => count / 2 },
  { name: "count", dataType: DataType.Int32, value: (count) => count },
  { name: "running", dataType: DataType.Boolean, value: (count) => count % 2 === 0 },
  { name: "batch", dataType: DataType.String, value: (count) => `batch ${count}` },
  { name: "constant", dataType: DataType.Double, value: () => 32 },
];

const security = policies.length
  ? {
      securityModes: [MessageSecurityMode.None, MessageSecurityMode.Sign, MessageSecurityMode.SignAndEncrypt],
      securityPolicies: [SecurityPolicy.None, ...policies.map((name) => SecurityPolicy[name])],
    }
  : {};

serve(
  port,
  folder,
  (namespace) => {
    const parent = namespace.addFolder("ObjectsFolder", { browseName: "loop1" });
    const nodes = VARIABLES.map(({ name, dataType }) =>
      namespace.addVariable({
        organizedBy: parent,
        nodeId: `s=${name}`,
        browseName: name,
        dataType,
        minimumSamplingInterval: 0,
      }),
    );

    let count = Number(first);
    const say = () => {
      VARIABLES.forEach(({ name, dataType, value }, index) => {
        const uncertain = name === "pressure" && count % 3 === 0;
        nodes[index].setValueFromSource(
          { dataType, value: value(count) },
          uncertain ? StatusCodes.UncertainSensorNotAccurate : StatusCodes.Good,
          new Date(START + count * 1000),
        );
      });
      count += 1;
    };
    return () => setInterval(say, 50);
  },
  { ...security, userManager: { isValidUser: (name, password) => name === "operator" && password === "größer als 8" } },
);
