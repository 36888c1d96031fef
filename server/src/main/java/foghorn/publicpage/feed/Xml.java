package foghorn.publicpage.feed;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML 1.0 document being written; characters that XML cannot hold (section 2.2) are left out of texts. */
public final class Xml {
    private final XMLStreamWriter out;

    private Xml(XMLStreamWriter out) {
        this.out = out;
    }

    /** Writes what stands in a document. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Xml xml) throws XMLStreamException;
    }

    public static byte[] document(Content content) {
        var text = new StringWriter();
        text.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        try {
            var out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            content.writeTo(new Xml(out));
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("document cannot be written", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    public void open(String name) throws XMLStreamException {
        out.writeStartElement(name);
    }

    public void close() throws XMLStreamException {
        out.writeEndElement();
        out.writeCharacters("\n");
    }

    /** The namespace of the element just opened and of all that is in it. */
    public void namespace(String uri) throws XMLStreamException {
        out.writeDefaultNamespace(uri);
    }

    public void language(String code) throws XMLStreamException {
        out.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", code);
    }

    public void attribute(String name, String value) throws XMLStreamException {
        out.writeAttribute(name, clean(value));
    }

    public void text(String text) throws XMLStreamException {
        out.writeCharacters(clean(text));
    }

    /** An element that holds nothing but a text. */
    public void element(String name, String text) throws XMLStreamException {
        open(name);
        text(text);
        close();
    }

    /** Without what XML cannot hold, and HTML neither. */
    static String clean(String text) {
        return text.codePoints()
                .filter(Xml::isAllowed)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xd7ff
                || c >= 0xe000 && c <= 0xfffd
                || c >= 0x10000;
    }
}
