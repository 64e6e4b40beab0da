/** What mail and pages show of it, twice over for fine screens. */
const WIDTH = 480;
const HEIGHT = 160;
/** As the API takes them: 200 kB, written in base64. */
const LONGEST = (200_000 * 4) / 3;
/** Larger than any logo, and soon read. */
const MAX_FILE = 10_000_000;

export class UnreadableImage extends Error {}

/**
 * Any image that the browser reads, drawn anew as a PNG no larger than a logo has to be: what a camera or a program wrote
 * into the file, such as where it was made, stays behind.
 * @returns a data URL
 * @throws {UnreadableImage} for what is no image
 */
export async function drawLogo(file: Blob): Promise<string> {
  if (file.size > MAX_FILE) throw new UnreadableImage();
  const image = await load(file);
  // Drawings without a size of their own are as large as they are drawn.
  const [width, height] = [image.naturalWidth || WIDTH, image.naturalHeight || HEIGHT];
  for (let scale = Math.min(WIDTH / width, HEIGHT / height, 1); ; scale *= 0.8) {
    const drawn = draw(
      image,
      Math.max(1, Math.round(width * scale)),
      Math.max(1, Math.round(height * scale)),
    );
    if (drawn.length < LONGEST) return drawn;
  }
}

async function load(file: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = await asDataUrl(file);
  try {
    await image.decode();
  } catch {
    throw new UnreadableImage();
  }
  return image;
}

function asDataUrl(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new UnreadableImage());
    reader.readAsDataURL(file);
  });
}

function draw(image: HTMLImageElement, width: number, height: number): string {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new UnreadableImage();
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  return canvas.toDataURL('image/png');
}
