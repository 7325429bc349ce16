// An OPC UA server that is not of our making, whose signals count: node many.js PORT FOLDER SIGNALS RATE
//
// Each of 's00000', 's00001', … changes RATE times a second, spread over ten turns.
"use strict";

const { DataType, StatusCodes } = require("node-opcua");
const { serve } = require("./serve");

const [port, folder, signals, rate] = process.argv.slice(2);
const TURNS = 10;

const capabilities = {
  maxMonitoredItemsPerSubscription: 20000,
  maxMonitoredItems: 40000,
  minSupportedSampleRate: 0, // else it folds what changes twice within 50 ms
};

serve(
  port,
  folder,
  (namespace) => {
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

    return () => {
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
    };
  },
  { serverCapabilities: capabilities },
);
