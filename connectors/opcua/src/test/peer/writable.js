// An OPC UA server that is not of our making, whose variables can be written: node writable.js PORT FOLDER
"use strict";

const { DataType } = require("node-opcua");
const { serve } = require("./serve");

const [port, folder] = process.argv.slice(2);

const VARIABLES = [
  { name: "speed", dataType: DataType.Float, value: 1.5 },
  { name: "count", dataType: DataType.Int16, value: 7 },
  { name: "lamp", dataType: DataType.Boolean, value: false },
  { name: "fixed", dataType: DataType.Double, value: 3, accessLevel: "CurrentRead", userAccessLevel: "CurrentRead" },
];

serve(port, folder, (namespace) => {
  const parent = namespace.addFolder("ObjectsFolder", { browseName: "loop1" });
  VARIABLES.forEach(({ name, dataType, value, ...access }) =>
    namespace.addVariable({
      organizedBy: parent,
      nodeId: `s=${name}`,
      browseName: name,
      dataType,
      value: { dataType, value },
      ...access,
    }),
  );
});
