const FROM_THE_DOOR = /^import-[0-9a-f]{24}-\d+$/;

/** The id that the import door gives to a fact that came without one: `digest` of what the fact says, counted where several say the same. */
export const idFromTheDoor = (digest: string, count: number): string => `import-${digest}-${count}`;

export const isFromTheDoor = (id: string): boolean => FROM_THE_DOOR.test(id);

/**
 * The id by which whoever recorded a fact calls it, if any. One from the import door tells facts apart and can be withdrawn by; it names no record, so
 * that a history has the same outcome whether it was replayed from its file or went in through the door.
 */
export const givenId = ({ id }: { id?: string | undefined }): string | undefined =>
  id === undefined || isFromTheDoor(id) ? undefined : id;
