// A Modbus device that is not of our making: node server.js PORT
//
// Unit 1 has holding registers 0 to 199 whose value is their number, float 12.5 in 100 and 101, 32-bit -7 in
// 102 and 103 (lower register first), the text 'pump 7' from 110 on, and input register 5 that counts what was read of them.
// Coil 3 is set; unit 9 does not answer; what is beyond register 199 is refused with exception 2.
// It says 'ready' on standard output and ends with its standard input.
"use strict";

const { ServerTCP } = require("modbus-serial");

const registers = Array.from({ length: 200 }, (_, index) => index);
[registers[100], registers[101]] = [0x4148, 0x0000];
[registers[102], registers[103]] = [0xfff9, 0xffff];
[registers[110], registers[111], registers[112]] = [0x7075, 0x6d70, 0x2037];
registers[113] = 0;
let requests = 0;

function holding(address, unit) {
  requests += 1;
  if (unit === 9) return new Promise(() => {});
  if (address < registers.length) return registers[address];
  throw Object.assign(new Error("no such address"), { modbusErrorCode: 2 });
}

const server = new ServerTCP(
  {
    getHoldingRegister: holding,
    getInputRegister: (address) => (address === 5 ? requests : 0),
    getCoil: (address) => address === 3,
  },
  { host: "127.0.0.1", port: Number(process.argv[2]), unitID: 255 },
);
server.on("initialized", () => console.log("ready"));
process.stdin.on("end", () => process.exit(0)).resume();
