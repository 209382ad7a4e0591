/** Words of what only people can say of a contract: breaches that were ruled, losses that are claimed, notices that were served. */
const zh = {
  title: '认定、索赔与通知',
  none: '尚无登记。系统算不出的违约由医院认定，损失由主张的一方登记，书面通知由发出的一方登记。',
  unread: '登记的内容没有读到',
  times: (count: string) => `${count} 次`,
  days: (count: string) => `${count} 天`,
  by: (account: string, isVendor: boolean) => `${isVendor ? '维保商' : '医院'} ${account} 登记`,
  older: '还有更早的登记没有列出',
};
export type RulingWords = typeof zh;

const en: RulingWords = {
  title: 'Rulings, claims and notices',
  none: 'Nothing yet. The hospital rules breaches that cannot be computed; whoever claims a loss records it, and whoever gave a notice.',
  unread: 'What was recorded could not be read',
  times: (count) => `${count} times`,
  days: (count) => `${count} days`,
  by: (account, isVendor) => `recorded by ${account} of the ${isVendor ? 'vendor' : 'hospital'}`,
  older: 'There are older entries that are not listed',
};
export const rulingWords = { zh, en };
