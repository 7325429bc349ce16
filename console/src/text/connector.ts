const CONNECTORS: Record<string, string> = {
  opcua: 'OPC UA',
  modbus: 'Modbus TCP',
  mqtt: 'MQTT',
  s7: 'S7',
  sparkplug: 'Sparkplug B',
  http: 'HTTP',
  push: 'HTTP push',
  files: 'Files',
  sql: 'SQL',
};

/** What people call a connector. */
export function connector(type: string): string {
  return CONNECTORS[type] ?? type;
}
