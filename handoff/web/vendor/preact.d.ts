// Only what we use, in our own words: the package's types would need its whole source tree.
export interface VNode<P = any> { type: unknown; props: P & { children?: any }; key: unknown }
export type Children = VNode | string | number | boolean | null | undefined | Children[];
export function h(type: any, props?: any, ...children: any[]): VNode;
export function render(node: Children, parent: Element): void;
export const Fragment: any;
