// @ts-check
// How the chat looks on this phone; never what is said or who says it. Storage may be closed to a framed page.

/** @param {string} name */
export const recall = (name) => {
  try {
    return localStorage.getItem(`gildong.${name}`);
  } catch {
    return null;
  }
};

/** @param {string} name @param {string} value */
export const remember = (name, value) => {
  try {
    localStorage.setItem(`gildong.${name}`, value);
  } catch {
    // Then it lasts as long as the page.
  }
};

export const forgetAll = () => {
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // Nothing could have been kept either.
  }
};
