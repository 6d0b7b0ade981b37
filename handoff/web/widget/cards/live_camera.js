// @ts-check
import { useEffect, useRef, useState } from '../../vendor/hooks.js';
import { liveNoteOf } from './photo.js';

const LOOK_EVERY = 600; // ms; often enough to feel live, seldom enough for a cheap phone

/**
 * The camera as a video element shows it, and what is wrong with the picture right now; let go when the card closes.
 * @param {'environment' | 'user'} lens @param {() => void} onDenied
 */
export const useCamera = (lens, onDenied) => {
  const video = useRef(/** @type {HTMLVideoElement | null} */ (null));
  const [ready, setReady] = useState(false);
  const note = useLiveNote(video, ready);
  useEffect(() => {
    let over = false;
    /** @type {MediaStream | null} */
    let stream = null;
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    openCamera(lens).then(
      (opened) => {
        stream = opened;
        if (over || !video.current) return stop();
        video.current.srcObject = opened;
        return video.current.play().then(() => setReady(true), () => {});
      },
      () => over || onDenied(),
    );
    return () => {
      over = true;
      stop();
    };
  }, [lens]);
  return { video, ready, note };
};

/** @param {{ current: HTMLVideoElement | null }} video @param {boolean} ready */
const useLiveNote = (video, ready) => {
  const [note, setNote] = useState(/** @type {import('./photo.js').LiveNote | null} */ (null));
  useEffect(() => {
    if (!ready) return undefined;
    const look = () => video.current && video.current.videoWidth > 0 && setNote(liveNoteOf(video.current));
    const timer = setInterval(look, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [ready]);
  return note;
};

/** @param {string} lens @returns {Promise<MediaStream>} */
const openCamera = (lens) =>
  navigator.mediaDevices
    ? navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: lens, width: { ideal: 1920 }, height: { ideal: 1080 } } })
    : Promise.reject(new Error('no camera'));
