package io.orilla.connector.modbus;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import io.orilla.connector.peer.Closing;
import io.orilla.model.error.OrillaException;
import java.util.Locale;

/** The four tables of a device (Modbus Application Protocol 1.1b3, 4.3). */
enum Table {
  COIL(true),
  DISCRETE(true),
  INPUT(false),
  HOLDING(false);

  private static final int MOST_BITS = 2000;

  private final boolean ofBits;

  Table(boolean ofBits) {
    this.ofBits = ofBits;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isOfBits() {
    return ofBits;
  }

  /** How many of its elements one request may ask for. */
  int perRequest(ModbusSettings settings) {
    return ofBits ? MOST_BITS : settings.registersPerRequest();
  }

  ModbusRequestPdu request(int from, int count) {
    return switch (this) {
      case COIL -> new ReadCoilsRequest(from, count);
      case DISCRETE -> new ReadDiscreteInputsRequest(from, count);
      case INPUT -> new ReadInputRegistersRequest(from, count);
      case HOLDING -> new ReadHoldingRegistersRequest(from, count);
    };
  }

  /**
   * @param bytes of one coil, or of registers
   */
  ModbusRequestPdu writing(int from, byte[] bytes) {
    return switch (this) {
      case COIL -> new WriteSingleCoilRequest(from, bytes[0] != 0);
      case HOLDING -> new WriteMultipleRegistersRequest(from, bytes.length / 2, bytes);
      case DISCRETE, INPUT -> throw new IllegalStateException(this + " is not written");
    };
  }

  /**
   * The bytes of an answer to a request for so many elements.
   *
   * @throws OrillaException PEER_UNAVAILABLE when it is none: who answers so is not understood
   */
  byte[] answered(ModbusResponsePdu answer, int count) {
    byte[] bytes =
        switch (answer) {
          case ReadCoilsResponse coils when this == COIL -> coils.coils();
          case ReadDiscreteInputsResponse inputs when this == DISCRETE -> inputs.inputs();
          case ReadInputRegistersResponse input when this == INPUT -> input.registers();
          case ReadHoldingRegistersResponse holding when this == HOLDING -> holding.registers();
          default -> new byte[0];
        };
    int wanted = ofBits ? (count + 7) / 8 : 2 * count;
    if (bytes.length != wanted) {
      throw Closing.unavailable(
          "the device answered %d bytes where %d were asked for".formatted(bytes.length, wanted));
    }
    return bytes;
  }
}
