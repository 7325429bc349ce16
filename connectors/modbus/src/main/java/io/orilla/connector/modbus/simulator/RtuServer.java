package io.orilla.connector.modbus.simulator;

import com.digitalpetri.modbus.Crc16;
import com.digitalpetri.modbus.ModbusRtuFrame;
import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.server.ModbusRequestContext.ModbusRtuRequestContext;
import com.digitalpetri.modbus.server.ModbusRtuServer;
import com.digitalpetri.modbus.server.ModbusRtuServerTransport;
import com.digitalpetri.modbus.server.ModbusServerConfig;
import com.digitalpetri.modbus.server.ModbusServices;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The library's server with right checksums: version 2.1.4 leaves exceptions out of theirs. */
final class RtuServer extends ModbusRtuServer {
  RtuServer(ModbusRtuServerTransport transport, ModbusServices services) {
    super(ModbusServerConfig.create(config -> {}), transport, services);
  }

  @Override
  protected ModbusRtuFrame handleModbusRtuFrame(
      ModbusRtuRequestContext context, int unit, int function, ModbusRequestPdu request)
      throws Exception {
    ModbusRtuFrame answer = super.handleModbusRtuFrame(context, unit, function, request);
    Crc16 checksum = new Crc16();
    checksum.update(answer.unitId());
    checksum.update(answer.pdu().duplicate());
    ByteBuffer bytes = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) checksum.getValue()).flip();
    return new ModbusRtuFrame(answer.unitId(), answer.pdu(), bytes);
  }
}
