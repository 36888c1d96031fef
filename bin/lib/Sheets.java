import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Joins the four looks of each screen – light and dark, at a desk and on a telephone – to one small picture: java Sheets.java FROM TO. */
final class Sheets {
    private static final String[] LOOKS = {"1280-light", "1280-dark", "390-light", "390-dark"};
    private static final double SCALE = 0.45;
    private static final int GAP = 12;
    private static final int TALLEST = 1600;
    private static final float QUALITY = 0.5f;

    public static void main(String[] args) throws IOException {
        var from = Path.of(args[0]);
        var to = Files.createDirectories(Path.of(args[1]));
        var names = new TreeSet<String>();
        try (var files = Files.list(from)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("-" + LOOKS[0] + ".png"))
                    .forEach(name -> names.add(name.substring(0, name.length() - LOOKS[0].length() - 5)));
        }
        for (var name : names) {
            write(sheet(from, name), to.resolve(name + ".jpg"));
        }
        System.out.println(names.size() + " screens in " + to);
    }

    private static BufferedImage sheet(Path folder, String name) throws IOException {
        var looks = new BufferedImage[LOOKS.length];
        int width = GAP;
        int height = 0;
        for (int i = 0; i < LOOKS.length; i++) {
            looks[i] = ImageIO.read(folder.resolve(name + "-" + LOOKS[i] + ".png").toFile());
            width += scaled(looks[i].getWidth()) + GAP;
            height = Math.max(height, Math.min(TALLEST, looks[i].getHeight()));
        }
        var sheet = new BufferedImage(width, scaled(height) + 2 * GAP, BufferedImage.TYPE_INT_RGB);
        var pen = sheet.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.setColor(Color.GRAY);
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        int left = GAP;
        for (var look : looks) {
            int tall = Math.min(TALLEST, look.getHeight());
            pen.drawImage(look, left, GAP, left + scaled(look.getWidth()), GAP + scaled(tall), 0, 0, look.getWidth(), tall, null);
            left += scaled(look.getWidth()) + GAP;
        }
        pen.dispose();
        return sheet;
    }

    private static int scaled(int pixels) {
        return (int) (pixels * SCALE);
    }

    private static void write(BufferedImage sheet, Path file) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = ImageIO.createImageOutputStream(file.toFile())) {
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(sheet, null, null), how);
        } finally {
            writer.dispose();
        }
    }
}
