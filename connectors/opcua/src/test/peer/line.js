// An OPC UA server that is not of our making, to be looked through: node line.js PORT FOLDER
//
// 'line' has a motor with two variables, an analogue 'temperature' in °C of 0 to 200 that rises by 1 each
// 20 ms and begins anew, a text, a variable that cannot be read, 250 sensors, and a 'fleeting' variable that
// comes and goes every 2 s and counts how often it came.
"use strict";

const { DataType, standardUnits } = require("node-opcua");
const { serve } = require("./serve");

const [port, folder] = process.argv.slice(2);

serve(port, folder, (namespace) => {
  const line = namespace.addFolder("ObjectsFolder", { browseName: "line", nodeId: "s=line" });
  const motor = namespace.addObject({ organizedBy: line, browseName: "motor", nodeId: "s=motor" });
  const variable = (name, dataType, value, more) =>
    namespace.addVariable({ nodeId: `s=${name}`, browseName: name, dataType, value: { dataType, value }, ...more });
  variable("speed", DataType.Int16, 1450, { componentOf: motor });
  variable("running?", DataType.Boolean, true, { componentOf: motor });
  variable("batch", DataType.String, "A", { organizedBy: line, minimumSamplingInterval: 0 });
  variable("hidden", DataType.Double, 1, { organizedBy: line, userAccessLevel: "CurrentWrite" });
  const temperature = namespace.addAnalogDataItem({
    organizedBy: line,
    nodeId: "s=temperature",
    browseName: "temperature",
    dataType: DataType.Double,
    engineeringUnits: standardUnits.degree_celsius,
    engineeringUnitsRange: { low: 0, high: 200 },
    minimumSamplingInterval: 0,
    value: { dataType: DataType.Double, value: 0 },
  });
  const sensors = namespace.addFolder(line, { browseName: "sensors", nodeId: "s=sensors" });
  for (let index = 0; index < 250; index += 1) {
    variable(`sensor ${index}`, DataType.Float, index, { organizedBy: sensors });
  }

  let came = 0;
  let fleeting = null;
  const comeOrGo = () => {
    if (fleeting) {
      namespace.deleteNode(fleeting);
      fleeting = null;
      return;
    }
    came += 1;
    fleeting = variable("fleeting", DataType.Double, came, { organizedBy: line, minimumSamplingInterval: 0 });
  };

  let degrees = 0;
  const warm = () => {
    degrees = (degrees + 1) % 200;
    temperature.setValueFromSource({ dataType: DataType.Double, value: degrees });
  };
  return () => {
    setInterval(comeOrGo, 2000);
    setInterval(warm, 20);
  };
});
